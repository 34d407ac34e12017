"""The demonstration province 澜江省: everyone and everything in it is invented (practice.md §6).

Region prefix 99 is unassigned in GB/T 2260, so that no identity number can belong to a living
person. One seed, one province: the same random numbers each time, dates relative to the working day of seeding.
"""
