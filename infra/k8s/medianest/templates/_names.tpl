{{/* What things are called, and what is said on all of them. */}}

{{- define "medianest.name" -}}
{{- if contains "medianest" .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-medianest" .Release.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "medianest.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: medianest
{{ include "medianest.selector" . }}
{{- end }}

{{- define "medianest.selector" -}}
app.kubernetes.io/name: medianest
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* An image of ours: .root, .image (gateway … suite). */}}
{{- define "medianest.image" -}}
{{- $i := .root.Values.image -}}
{{- $path := printf "%s/%s" $i.repository .image -}}
{{- if $i.registry }}{{ $path = printf "%s/%s" $i.registry $path }}{{ end -}}
{{- $digest := index $i.digests .image -}}
{{- if $digest }}{{ $path }}@{{ $digest }}{{ else }}{{ $path }}:{{ $i.tag | default .root.Chart.AppVersion }}{{ end -}}
{{- end }}

{{/* The Secret of a folder of secrets: a service, `provision` or `servers`. */}}
{{- define "medianest.secret" -}}
{{- $own := "" -}}
{{- if hasKey .root.Values.services .folder }}{{ $own = (index .root.Values.services .folder).existingSecret }}{{ end -}}
{{- if eq .folder "provision" }}{{ $own = .root.Values.provision.existingSecret }}{{ end -}}
{{- $own | default (printf "%s-%s" (include "medianest.name" .root) .folder) -}}
{{- end }}

{{- define "medianest.postgresHost" -}}
{{- if eq .Values.postgres.mode "cluster" }}{{ include "medianest.name" . }}-postgres-rw{{ else }}{{ required "postgres.host: where is your Postgres?" .Values.postgres.host }}{{ end -}}
{{- end }}

{{- define "medianest.valkeyHost" -}}
{{- if .Values.valkey.enabled }}{{ include "medianest.name" . }}-valkey{{ else }}{{ required "valkey.host: where is your Valkey or Redis?" .Values.valkey.host }}{{ end -}}
{{- end }}
