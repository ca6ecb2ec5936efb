"""The only place that knows sheets and cells."""
