namespace Autoschematic.Sdk.Resources;

/// <summary>Collects what is asked for while a batch is being read into the next one.</summary>
internal sealed class BatchReader<TKey, TValue>(int maximum, Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyList<TValue>>> read)
{
    private readonly Lock gate = new();
    private readonly Queue<(TKey Key, TaskCompletionSource<TValue> Answer)> waiting = [];
    private bool isReading;

    public Task<TValue> ReadAsync(TKey key, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool starts;
        lock (gate)
        {
            waiting.Enqueue((key, answer));
            starts = !isReading;
            isReading = true;
        }

        if (starts)
        {
            // Callers that come at once get into the first batch together.
            _ = Task.Run(ReadBatchesAsync, CancellationToken.None);
        }

        return answer.Task.WaitAsync(cancellationToken);
    }

    private async Task ReadBatchesAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                // Whoever gives up must not take the others' answers along.
                var values = await read([.. batch.Select(item => item.Key)], CancellationToken.None);
                if (values.Count != batch.Count)
                {
                    throw new InvalidOperationException($"`ReadManyAsync` was asked for {batch.Count} resources and gave {values.Count}");
                }

                for (var index = 0; index < batch.Count; index++)
                {
                    batch[index].Answer.TrySetResult(values[index]);
                }
            }
            catch (Exception error)
            {
                batch.ForEach(item => item.Answer.TrySetException(error));
            }
        }
    }

    private List<(TKey Key, TaskCompletionSource<TValue> Answer)> Next()
    {
        lock (gate)
        {
            var batch = new List<(TKey, TaskCompletionSource<TValue>)>();
            while (batch.Count < maximum && waiting.TryDequeue(out var item))
            {
                batch.Add(item);
            }

            isReading = batch.Count > 0;
            return batch;
        }
    }
}
