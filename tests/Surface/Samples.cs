#pragma warning disable CA1822 // They are looked at, not called.
namespace Binome.Surface.Tests;

public class Theirs
{
    public string Name { get; set; } = "";

    public Task Go(int count, string? where = null) => Task.FromResult((count, where, Name));
}

public class Subset
{
    public Task Go(int count, string? where = null) => Task.FromResult((count, where));
}

public class OtherParameterName
{
    public Task Go(int number, string? where = null) => Task.FromResult((number, where));
}

public class OtherParameterType
{
    public Task Go(long count, string? where = null) => Task.FromResult((count, where));
}

public class OtherDefault
{
    public Task Go(int count, string? where = "") => Task.FromResult((count, where));
}

public class OneMore
{
    public Task Go(int count, string? where = null) => Task.FromResult((count, where));

    public Task Stay() => Task.CompletedTask;
}

public abstract class OtherKind
{
    public Task Go(int count, string? where = null) => Task.FromResult((count, where));
}
