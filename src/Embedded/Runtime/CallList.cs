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

    /// <summary>Adds every call that was first seen before <paramref name="timestamp"/> to <paramref name="found"/>; new ones are seen now.</summary>
    public readonly void CollectOlderThan(long timestamp, long now, List<GrainCall> found)
    {
        for (var call = First; call is not null; call = call.Next)
        {
            if (call.SeenAt == 0)
                call.SeenAt = now;
            else if (call.Expires && call.SeenAt < timestamp && !call.IsOver)
                found.Add(call);
        }
    }
}
