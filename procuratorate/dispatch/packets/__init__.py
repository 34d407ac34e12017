"""The signed file that crosses a gateway: its form, its seal, and what the fields put into it."""
