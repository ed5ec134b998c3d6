using System.Collections;

namespace Autoschematic.Ron.Syntax;

/// <summary>The children of a node, found without allocating.</summary>
public readonly struct SyntaxChildren : IEnumerable<SyntaxNode>
{
    private readonly SyntaxNode parent;

    internal SyntaxChildren(SyntaxNode parent) => this.parent = parent;

    /// <summary>Starts at the first child.</summary>
    public Enumerator GetEnumerator() => new(parent);

    IEnumerator<SyntaxNode> IEnumerable<SyntaxNode>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Steps from child to child.</summary>
    public struct Enumerator : IEnumerator<SyntaxNode>
    {
        private readonly SyntaxTree tree;
        private readonly int parent;
        private readonly int end;
        private int next;
        private int current;

        internal Enumerator(SyntaxNode parent)
        {
            tree = parent.Tree;
            this.parent = parent.Index;
            end = tree.Data(parent.Index).Next;
            next = parent.Index + 1;
            current = -1;
        }

        /// <inheritdoc/>
        public readonly SyntaxNode Current => new(tree, current);

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            if (next >= end)
            {
                return false;
            }

            current = next;
            next = tree.Data(next).Next;
            return true;
        }

        /// <inheritdoc/>
        public void Reset() => next = parent + 1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
