using System.Text;
using System.Text.Json;

namespace Autoschematic.Cli.Views;

/// <summary>Shows the completion script of a shell.</summary>
public sealed class CompletionView : FactsView<string>
{
    private const string Bash = """
        # bash completion for autoschematic
        _autoschematic() {
            local IFS=$'\n'
            local line="${COMP_LINE:0:COMP_POINT}"
            COMPREPLY=($(compgen -W "$(autoschematic "[suggest:${#line}]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _autoschematic autoschematic

        """;

    private const string Zsh = """
        #compdef autoschematic
        # zsh completion for autoschematic
        _autoschematic() {
            local line="${BUFFER[1,CURSOR]}"
            local -a found
            found=("${(@f)$(autoschematic "[suggest:${#line}]" "$line" 2>/dev/null)}")
            if (( ${#found[@]} )) && [[ -n "${found[1]}" ]]; then
                compadd -a found
            else
                _files
            fi
        }
        if [[ "${funcstack[1]}" == "_autoschematic" ]]; then
            _autoschematic "$@"
        else
            compdef _autoschematic autoschematic
        fi

        """;

    private const string Fish = """
        # fish completion for autoschematic
        function __autoschematic_suggest
            set -l line (commandline -cp)
            autoschematic "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c autoschematic -a "(__autoschematic_suggest)"

        """;

    public override void WriteHuman(string result, ReportWriter report) => report.Data(Encoding.UTF8.GetBytes(Script(result)));

    public override void WriteJson(string result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("shell", result);
        json.WriteString("script", Script(result));
        json.WriteEndObject();
    }

    private static string Script(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => throw new ArgumentOutOfRangeException(nameof(shell)),
    };
}
