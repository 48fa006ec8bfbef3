namespace Binome.Embedded;

/// <summary>Calls in order of arrival, linked through themselves: no allocation, removal anywhere.</summary>
internal struct CallList
{
    private GrainCall? last;

    public GrainCall? First { readonly get; private set; }

    public int Count { readonly get; private set; }

    public void Append(GrainCall call)
    {
        call.Previous = last;
        call.Next = null;
        if (last is null)
            First = call;
        else
            last.Next = call;
        last = call;
        Count++;
    }

    public void Remove(GrainCall call)
    {
        if (call.Previous is null)
            First = call.Next;
        else
            call.Previous.Next = call.Next;
        if (call.Next is null)
            last = call.Previous;
        else
            call.Next.Previous = call.Previous;
        call.Previous = call.Next = null;
        Count--;
    }

    public readonly void CollectOlderThan(long timestamp, List<GrainCall> found)
    {
        for (var call = First; call is not null; call = call.Next)
        {
            if (call.Expires && call.CameAt < timestamp && !call.IsOver)
                found.Add(call);
        }
    }
}
