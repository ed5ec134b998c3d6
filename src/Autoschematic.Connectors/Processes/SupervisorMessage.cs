using System.Text;

namespace Autoschematic.Connectors.Processes;

/// <summary>What host and supervisor say to each other over the supervisor's standard input and output.</summary>
internal abstract record SupervisorMessage
{
    private SupervisorMessage()
    {
    }

    /// <summary>Host: start a program; its output goes to two FIFOs that the host reads.</summary>
    public sealed record Start(int Id, ChildCommand Command, string OutputPath, string ErrorPath) : SupervisorMessage;

    /// <summary>Host: end a program's group, by force after the grace.</summary>
    public sealed record Stop(int Id, int GraceMilliseconds) : SupervisorMessage;

    /// <summary>Supervisor: in its own session, and nothing can escape it from now on.</summary>
    public sealed record Ready : SupervisorMessage;

    public sealed record Started(int Id, int Process) : SupervisorMessage;

    public sealed record NotStarted(int Id, int Error) : SupervisorMessage;

    public sealed record Exited(int Id, int Status) : SupervisorMessage;

    /// <summary>Supervisor: nothing of a stopped program's group is left.</summary>
    public sealed record Gone(int Id) : SupervisorMessage;

    public static void Write(BinaryWriter writer, SupervisorMessage message)
    {
        switch (message)
        {
            case Start start:
                writer.Write((byte)1);
                writer.Write(start.Id);
                writer.Write(start.Command.Executable);
                WriteAll(writer, start.Command.Arguments);
                writer.Write(start.Command.WorkingDirectory);
                WriteAll(writer, [.. start.Command.Environment.SelectMany(static pair => new[] { pair.Key, pair.Value })]);
                writer.Write(start.OutputPath);
                writer.Write(start.ErrorPath);
                break;
            case Stop stop:
                writer.Write((byte)2);
                writer.Write(stop.Id);
                writer.Write(stop.GraceMilliseconds);
                break;
            case Ready:
                writer.Write((byte)3);
                break;
            case Started started:
                writer.Write((byte)4);
                writer.Write(started.Id);
                writer.Write(started.Process);
                break;
            case NotStarted failed:
                writer.Write((byte)5);
                writer.Write(failed.Id);
                writer.Write(failed.Error);
                break;
            case Exited exited:
                writer.Write((byte)6);
                writer.Write(exited.Id);
                writer.Write(exited.Status);
                break;
            case Gone gone:
                writer.Write((byte)7);
                writer.Write(gone.Id);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(message.GetType().Name);
        }

        writer.Flush();
    }

    /// <summary>The next message, or null at the end of the stream.</summary>
    public static SupervisorMessage? Read(BinaryReader reader)
    {
        try
        {
            return reader.ReadByte() switch
            {
                1 => new Start(reader.ReadInt32(), ReadCommand(reader), reader.ReadString(), reader.ReadString()),
                2 => new Stop(reader.ReadInt32(), reader.ReadInt32()),
                3 => new Ready(),
                4 => new Started(reader.ReadInt32(), reader.ReadInt32()),
                5 => new NotStarted(reader.ReadInt32(), reader.ReadInt32()),
                6 => new Exited(reader.ReadInt32(), reader.ReadInt32()),
                7 => new Gone(reader.ReadInt32()),
                _ => null,
            };
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    public static BinaryReader ReaderOf(Stream stream) => new(new BufferedStream(stream), Encoding.UTF8);

    public static BinaryWriter WriterOf(Stream stream) => new(new BufferedStream(stream), Encoding.UTF8);

    private static ChildCommand ReadCommand(BinaryReader reader)
    {
        var executable = reader.ReadString();
        var arguments = ReadAll(reader);
        var folder = reader.ReadString();
        var environment = ReadAll(reader);
        return new(
            executable,
            arguments,
            folder,
            environment.Chunk(2).ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal));
    }

    private static void WriteAll(BinaryWriter writer, IReadOnlyList<string> items)
    {
        writer.Write(items.Count);
        foreach (var item in items)
        {
            writer.Write(item);
        }
    }

    private static string[] ReadAll(BinaryReader reader)
    {
        var items = new string[reader.ReadInt32()];
        for (var index = 0; index < items.Length; index++)
        {
            items[index] = reader.ReadString();
        }

        return items;
    }
}
