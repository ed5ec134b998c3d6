using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config;

/// <summary>How much a role may do, least first: `None`, `ReadOnly`, `ApplyIfApprovedBy`, `Apply`.</summary>
[RonName("Grant")]
[DerivedTypeShape(typeof(None), Name = "None")]
[DerivedTypeShape(typeof(ReadOnly), Name = "ReadOnly")]
[DerivedTypeShape(typeof(ApplyIfApprovedBy), Name = "ApplyIfApprovedBy")]
[DerivedTypeShape(typeof(Apply), Name = "Apply")]
public abstract record RbacGrant
{
    private RbacGrant()
    {
    }

    public sealed record None : RbacGrant;

    public sealed record ReadOnly : RbacGrant;

    /// <summary>Apply after approval by a different user who holds the role.</summary>
    public sealed record ApplyIfApprovedBy(string Role) : RbacGrant;

    public sealed record Apply : RbacGrant;
}
