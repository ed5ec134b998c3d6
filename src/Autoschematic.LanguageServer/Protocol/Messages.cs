namespace Autoschematic.LanguageServer.Protocol;

/// <summary>`window/logMessage` and `window/showMessage`.</summary>
internal sealed record MessageParams(MessageType Type, string Message);

/// <summary>How loud a message is.</summary>
internal enum MessageType
{
    Error = 1,
    Warning = 2,
    Info = 3,
    Log = 4,
}

/// <summary>`autoschematic/status`: what a status bar shows.</summary>
internal sealed record StatusParams(string State, string Message);

/// <summary>`window/showMessageRequest`.</summary>
internal sealed record QuestionParams(MessageType Type, string Message, IReadOnlyList<Choice> Actions);

/// <summary>An answer that the user can choose.</summary>
internal sealed record Choice(string Title);
