"""NorQuAD's validation questions: is the passage that answers found, and is a question without one refused?"""
