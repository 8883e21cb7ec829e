"""Privacy in the hands of people: who is hidden from whom, emergencies, terms, and what stands out."""
