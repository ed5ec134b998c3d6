namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>One thing that a connector was given, such as its body or the op.</summary>
public sealed record LawInput(string Name, string Text);
