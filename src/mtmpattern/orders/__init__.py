"""Orders: from one order to a job folder, and from many orders to as many folders."""
