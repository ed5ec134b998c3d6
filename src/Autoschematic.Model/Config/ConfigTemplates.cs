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
                        //     // env://NAME is the variable NAME of the shell that autoschematic runs in.
                        //     env: {
                        //         "GRAFANA_URL": "https://grafana.example.com",
                        //         "GRAFANA_API_KEY": "env://GRAFANA_API_KEY",
                        //     },
                        // ),
                    ],
                    // What every connector of the prefix gets. As soon as an env:// entry stands anywhere in this
                    // file, connectors get what is named in it and the likes of PATH, HOME and LANG, nothing else
                    // of yours; this entry sees to that before there is another.
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
