namespace Autoschematic.Model.Config;

/// <summary>The files that `init` writes.</summary>
public static class ConfigTemplates
{
    /// <summary>A commented `autoschematic.ron` with a strict environment.</summary>
    public static string Config => """
        AutoschematicConfig(
            prefixes: {
                // A prefix is a folder that holds resources; several may stand side by side.
                "main": Prefix(
                    connectors: [
                        // Connector(
                        //     shortname: "grafana",
                        //     // Relative to the root of the repository. Others: Binary, Cargo, CargoLocal, Pip,
                        //     // TypescriptLocal, DotnetLocal, DotnetTool.
                        //     spec: PythonLocal(path: "connectors/grafana.py"),
                        //     // A connector gets only what is named here: env://NAME takes the variable NAME
                        //     // from where autoschematic runs.
                        //     env: {
                        //         "GRAFANA_URL": "https://grafana.example.com",
                        //         "GRAFANA_API_KEY": "env://GRAFANA_API_KEY",
                        //     },
                        // ),
                    ],
                    // Any env:// entry makes environments strict: connectors get nothing of yours unasked.
                    env: {
                        "PATH": "env://PATH",
                    },
                ),
            },
        )

        """;

    /// <summary>A commented `autoschematic.rbac.ron`.</summary>
    public static string Rbac => """
        AutoschematicRbacConfig(
            roles: {
                // Who may do what; used by the server.
                "operators": Role(
                    users: [
                        // GithubUser(username: "mona"),
                    ],
                    prefixes: {
                        // Grants: None, ReadOnly, ApplyIfApprovedBy(role: "operators"), Apply.
                        // connectors: None means every connector of the prefix.
                        "main": PrefixGrant(
                            grant: ReadOnly,
                            connectors: None,
                        ),
                    },
                ),
            },
        )

        """;
}
