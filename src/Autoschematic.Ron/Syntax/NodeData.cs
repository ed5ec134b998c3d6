namespace Autoschematic.Ron.Syntax;

/// <summary>One row of the tree: nodes lie in document order, each followed by its descendants.</summary>
internal struct NodeData
{
    public int Start;
    public int End;

    /// <summary>Row behind the last descendant.</summary>
    public int Next;

    public SyntaxKind Kind;

    /// <summary>Whether the parser found an error in this node, outside its child values.</summary>
    public bool IsBroken;
}
