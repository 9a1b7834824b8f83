"""The edge to LangChain: what of ours can be plugged into its chains."""
