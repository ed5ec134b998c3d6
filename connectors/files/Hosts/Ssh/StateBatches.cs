using System.Threading.Channels;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>Answers many questions of what is at a path by few commands: what is asked while a command runs is asked by the next one.</summary>
internal sealed class StateBatches
{
    private const int MostInOne = 512;
    private const int Workers = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Channel<Question> questions = Channel.CreateUnbounded<Question>();
    private readonly SshLink link;
    private readonly long largestFile;

    public StateBatches(SshLink link, long largestFile)
    {
        this.link = link;
        this.largestFile = largestFile;
        for (var worker = 0; worker < Workers; worker++)
        {
            _ = Task.Run(WorkAsync);
        }
    }

    /// <summary>Everything that is known of a path and the directories above it, by path; null when the host did not answer as it should.</summary>
    public async Task<IReadOnlyDictionary<string, FileState>?> AskAsync(string path, CancellationToken cancellationToken)
    {
        var question = new Question(path);
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
                var (_, output, _) = await link.RunAsync(StateScript.States(batch.Select(one => one.Path), largestFile), Patience, CancellationToken.None);
                var states = StateScript.Read(output, link.Users, link.Groups);
                batch.ForEach(one => one.Answer.TrySetResult(states));
            }
            catch (Exception error)
            {
                batch.ForEach(one => one.Answer.TrySetException(error));
            }
        }
    }

    private sealed record Question(string Path)
    {
        public TaskCompletionSource<IReadOnlyDictionary<string, FileState>?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
