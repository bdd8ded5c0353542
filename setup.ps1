# Sets up the workbook on Windows: .\setup.ps1   (not tried on Windows yet; please tell us how it went)
# What it does is what "make setup" does elsewhere. PowerShell may first want:
#   Set-ExecutionPolicy -Scope Process Bypass
$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot

function Test-Python([string[]] $command) {
    try {
        $first, $rest = $command
        & $first @rest -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))" 2>$null
        return $LASTEXITCODE -eq 0
    } catch { return $false }
}

function Assert-Done([string] $trouble) {
    if ($LASTEXITCODE -ne 0) { Write-Host $trouble; exit 1 }
}

$python = ".venv\Scripts\python.exe"
if (-not (Test-Path $python)) {
    $found = $null
    foreach ($candidate in @(@("py", "-3.14"), @("py", "-3.13"), @("py", "-3.12"), @("py", "-3.11"), @("python"))) {
        if (Test-Python $candidate) { $found = $candidate; break }
    }
    if (-not $found) {
        Write-Host "The workbook needs Python 3.11, 3.12, 3.13 or 3.14, and none was found."
        Write-Host "Install one from python.org, tick 'Add python.exe to PATH', and try again."
        exit 1
    }
    $first, $rest = $found
    Write-Host "Making .venv ..."
    & $first @rest -m venv .venv
    Assert-Done "The folder .venv could not be made: the lines above say why."
}

# Nothing to do when nothing has changed.
$parts = "requirements.lock", "pyproject.toml", "labextension\package.json", "labextension\static\remoteEntry.js"
$state = ($parts | ForEach-Object { (Get-FileHash $_).Hash }) -join " "
$stamp = ".venv\workbook-setup"
if ((Test-Path $stamp) -and ((Get-Content $stamp) -eq $state)) { exit 0 }

Write-Host "Installing the workbook (a minute or so, this once) ..."
$trouble = "The packages could not be installed: the lines above say why. Most often the connection is at fault; try again."
& $python -m pip install --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
Assert-Done $trouble
& $python -m pip install --disable-pip-version-check --quiet --no-deps -e .
Assert-Done $trouble
Set-Content $stamp $state
Write-Host "Set up: the commands are in .venv\Scripts."
