"""Reading in processes of their own, which a bad file may bring down or that are ended at a limit.

Plain child processes: they import nothing but ingestion (multiprocessing would import the caller's main module in
each), are forked from no process with threads, and answer in JSON, so that a reader which a file has taken over can
send records and nothing else.
"""
