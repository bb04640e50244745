KINDS = ["fruit"]
