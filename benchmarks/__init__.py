"""What Tanlu costs: CPU-seconds and memory of whole commands in fresh processes, beside peers in the same run."""
