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
- name: POSTERN_MASTER_KEY_PREVIOUS
  valueFrom: {secretKeyRef: {name: {{ .Values.secretName }}, key: master-key-previous, optional: true}}
- name: POSTERN_OIDC_CLIENT_SECRET
  valueFrom: {secretKeyRef: {name: {{ .Values.secretName }}, key: oidc-client-secret, optional: true}}
{{- range $name, $key := .Values.secretEnv }}
- name: {{ $name }}
  valueFrom: {secretKeyRef: {name: {{ $.Values.secretName }}, key: {{ $key }}}}
{{- end }}
{{- range $name, $value := .Values.env }}
{{- /* A number that nobody quoted is a float here, and 67108864 would become 6.7108864e+07. */}}
{{- $whole := and (kindIs "float64" $value) (eq (floor $value) $value) }}
- {name: {{ $name }}, value: {{ ternary ($value | int64) $value $whole | quote }}}
{{- end }}
{{- end }}
