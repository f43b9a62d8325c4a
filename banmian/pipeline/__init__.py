"""What the packaged model needs at run time: registered by entry points, shipped with the model, knowing nothing else of banmian."""
