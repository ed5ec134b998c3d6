using System.Threading.Channels;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>Does many small things by few commands: what is asked for while a command runs is part of the next one.</summary>
/// <typeparam name="TAnswer">What each of them gives.</typeparam>
internal sealed class CommandBatches<TAnswer>
{
    private const int MostInOne = 512;
    private const int Workers = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Channel<Question> questions = Channel.CreateUnbounded<Question>();
    private readonly SshLink link;
    private readonly Func<IReadOnlyList<string>, string> scriptOf;
    private readonly Func<int, byte[], IReadOnlyList<TAnswer>> read;

    /// <param name="link">Where the commands run.</param>
    /// <param name="scriptOf">The script for several of what is asked.</param>
    /// <param name="read">The answers in what the script for so many printed.</param>
    public CommandBatches(SshLink link, Func<IReadOnlyList<string>, string> scriptOf, Func<int, byte[], IReadOnlyList<TAnswer>> read)
    {
        (this.link, this.scriptOf, this.read) = (link, scriptOf, read);
        for (var worker = 0; worker < Workers; worker++)
        {
            _ = Task.Run(WorkAsync);
        }
    }

    public async Task<TAnswer> AskAsync(string what, CancellationToken cancellationToken)
    {
        var question = new Question(what);
        questions.Writer.TryWrite(question);
        return await question.Answer.Task.WaitAsync(cancellationToken);
    }

    private async Task WorkAsync()
    {
        await foreach (var first in questions.Reader.ReadAllAsync())
        {
            var batch = new List<Question> { first };
            while (batch.Count < MostInOne && questions.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            try
            {
                var (_, output, _) = await link.RunAsync(scriptOf([.. batch.Select(one => one.What)]), Patience, CancellationToken.None);
                foreach (var (question, answer) in batch.Zip(read(batch.Count, output)))
                {
                    question.Answer.TrySetResult(answer);
                }
            }
            catch (Exception error)
            {
                batch.ForEach(one => one.Answer.TrySetException(error));
            }
        }
    }

    private sealed record Question(string What)
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
