; For one user, without asking for whom: an administrator who means all of them says /allusers. Where that was done the page
; is shown, so that a renewal finds what it renews.
!macro customInstallMode
  !ifndef BUILD_UNINSTALLER
    ${If} $hasPerMachineInstallation == "0"
    ${OrIf} $hasPerUserInstallation == "1"
      StrCpy $isForceCurrentInstall "1"
    ${EndIf}
  !endif
!macroend
