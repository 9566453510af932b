"""What is computed about judging, outside requests: assignments, results, 'what if', the report about judges."""
