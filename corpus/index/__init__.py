"""The derived indexes: dense, lexical, and the embedding behind them."""
