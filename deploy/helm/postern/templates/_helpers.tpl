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
{{- $secret := required "secretName: name a Secret of this namespace with the keys database-user, database-password and master-key; the chart makes none" .Values.secretName }}
- {name: POSTERN_PUBLIC_URL, value: {{ required "publicUrl: the base of the URLs that people and providers see, https://…" .Values.publicUrl | quote }}}
- {name: POSTERN_DATABASE_URL, value: {{ required "database.url: the JDBC URL of a PostgreSQL, jdbc:postgresql://host:5432/postern" .Values.database.url | quote }}}
- name: POSTERN_DATABASE_USER
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: database-user}}
- name: POSTERN_DATABASE_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: database-password}}
- name: POSTERN_MASTER_KEY
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: master-key}}
- name: POSTERN_ADMIN_API_KEY
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: admin-api-key, optional: true}}
- name: POSTERN_SMTP_URL
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: smtp-url, optional: true}}
- name: POSTERN_MASTER_KEY_PREVIOUS
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: master-key-previous, optional: true}}
- name: POSTERN_OIDC_CLIENT_SECRET
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: oidc-client-secret, optional: true}}
{{- range $name, $key := .Values.secretEnv }}
- name: {{ $name }}
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: {{ $key }}}}
{{- end }}
{{- range $name, $value := .Values.env }}
{{- /* A number that nobody quoted is a float here, and 67108864 would become 6.7108864e+07. */}}
{{- $whole := and (kindIs "float64" $value) (eq (floor $value) $value) }}
- {name: {{ $name }}, value: {{ ternary ($value | int64) $value $whole | quote }}}
{{- end }}
{{- end }}
