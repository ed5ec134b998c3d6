using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>The shapes of documents, for trees that are parsed already.</summary>
internal static class DocumentShapes
{
    public static ITypeShape<T> Of<T>()
        where T : IShapeable<T>
        => T.GetTypeShape();
}
