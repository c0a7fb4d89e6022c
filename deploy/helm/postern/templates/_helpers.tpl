{{- define "postern.name" -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- define "postern.labels" -}}
app.kubernetes.io/name: postern
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
{{- define "postern.selector" -}}
app.kubernetes.io/name: postern
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- define "postern.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- define "postern.security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
runAsUser: 10001
capabilities: {drop: [ALL]}
seccompProfile: {type: RuntimeDefault}
{{- end }}
{{- define "postern.env" -}}
- {name: POSTERN_PUBLIC_URL, value: {{ .Values.publicUrl | quote }}}
- {name: POSTERN_DATABASE_URL, value: {{ .Values.database.url | quote }}}
- name: POSTERN_DATABASE_USER
  valueFrom: {secretKeyRef: {name: {{ .Values.secretName }}, key: database-user}}
- name: POSTERN_DATABASE_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ .Values.secretName }}, key: database-password}}
- name: POSTERN_MASTER_KEY
  valueFrom: {secretKeyRef: {name: {{ .Values.secretName }}, key: master-key}}
- name: POSTERN_ADMIN_API_KEY
  valueFrom: {secretKeyRef: {name: {{ .Values.secretName }}, key: admin-api-key, optional: true}}
- name: POSTERN_SMTP_URL
  valueFrom: {secretKeyRef: {name: {{ .Values.secretName }}, key: smtp-url, optional: true}}
{{- range $name, $value := .Values.env }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}
