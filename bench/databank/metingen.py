def meet(v, m, w, r):
    return {}
