namespace Orleans.Runtime
{
    /// <summary>Base of the runtime's own exceptions.</summary>
    public class OrleansException : Exception
    {
        public OrleansException()
            : base("Unexpected error.") { }

        public OrleansException(string message)
            : base(message) { }

        public OrleansException(string message, Exception innerException)
            : base(message, innerException) { }
    }

    /// <summary>A limit was met; a full mailbox answers with it at once.</summary>
    public sealed class LimitExceededException : OrleansException
    {
        public LimitExceededException()
            : base("Limit exceeded") { }

        public LimitExceededException(string message)
            : base(message) { }

        public LimitExceededException(string message, Exception innerException)
            : base(message, innerException) { }

        public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
            : base($"Limit exceeded: {limitName} is {current}, at most {threshold} ({extraInfo}).") { }
    }

    /// <summary>A call was turned away before it reached its grain.</summary>
    public class OrleansMessageRejectionException : OrleansException
    {
        internal OrleansMessageRejectionException(string message)
            : base(message) { }
    }

    /// <summary>The runtime is stopping or stopped.</summary>
    public sealed class SiloUnavailableException : OrleansMessageRejectionException
    {
        public SiloUnavailableException()
            : base("Silo unavailable") { }

        public SiloUnavailableException(string msg)
            : base(msg) { }
    }
}

namespace Orleans.Storage
{
    using Orleans.Runtime;

    /// <summary>
    /// The value in memory is not the stored one. When it leaves a turn, the activation is discarded and the next call
    /// reads the state again; every other exception leaves the value in memory as it is.
    /// </summary>
    public class InconsistentStateException : OrleansException
    {
        public InconsistentStateException() { }

        public InconsistentStateException(string message)
            : base(message) { }

        public InconsistentStateException(string message, Exception? innerException)
            : base(message, innerException!) { }

        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
            : this(errorMsg, storedEtag, currentEtag, null) { }

        public InconsistentStateException(
            string errorMsg,
            string? storedEtag,
            string? currentEtag,
            Exception? storageException
        )
            : base(errorMsg, storageException!)
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>The ETag that storage holds.</summary>
        public string? StoredEtag { get; }

        /// <summary>The ETag that the grain held.</summary>
        public string? CurrentEtag { get; }

        /// <summary>Only the activation it first escapes from is discarded, not the callers it then passes through.</summary>
        internal bool IsSourceActivation { get; set; } = true;
    }
}
