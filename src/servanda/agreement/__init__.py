"""What was agreed: the model, and how it is built from the trees of its documents."""
