"""Every act in every state: it leads where the table says, or it is a conflict and nothing moved."""
