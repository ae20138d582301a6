"""Energy: capture at coal plants, emissions that are avoided, what a clean build-out would cost."""
