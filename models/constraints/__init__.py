"""The rules of the model, one file each; `ALL` is the formulation at a glance."""
