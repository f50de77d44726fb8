"""What the pages about downloads read, and the measurements that workers leave for them."""
