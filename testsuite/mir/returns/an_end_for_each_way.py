# Each way that returns has an end of its own: the one that calls nothing meets no other.
# emit: mir depth.fast
def depth(n: int) -> int:
    # CHECK: call fn
    # CHECK: frame_is_seen
    # CHECK: return
    # CHECK: frame_is_seen
    # CHECK: return
    # CHECK: frame_is_seen
    # CHECK: return
    if n == 0:
        return 0
    return depth(n - 1) + 1
