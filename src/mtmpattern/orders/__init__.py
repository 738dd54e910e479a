"""Orders: from what a customer asked for to a job folder, and from many orders to as many folders."""
