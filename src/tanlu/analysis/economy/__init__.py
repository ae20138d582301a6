"""What a region could become: structure, change, relatedness and complexity of regional economies."""
