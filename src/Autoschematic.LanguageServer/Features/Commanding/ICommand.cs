using System.Text.Json.Nodes;

namespace Autoschematic.LanguageServer.Features.Commanding;

/// <summary>A command that editors, and their users' scripts, can run.</summary>
internal interface ICommand
{
    string Name { get; }

    /// <summary>How many arguments it takes, each a text.</summary>
    int Arguments { get; }

    /// <summary>Takes the documents as they are now, and says what is to be done with them.</summary>
    Func<CancellationToken, Task<JsonNode?>> Prepare(IReadOnlyList<string> arguments);
}
