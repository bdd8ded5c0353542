@echo off
rem Double-click this file to open the workbook on Windows (not tried on Windows yet).
cd /d "%~dp0"
powershell -NoProfile -ExecutionPolicy Bypass -File setup.ps1
if errorlevel 1 (
  pause
  exit /b 1
)
.venv\Scripts\workbook start %*
if errorlevel 1 pause
