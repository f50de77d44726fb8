{{/* What every pod has: nobody in particular, no token, no rights, its own folder of secrets. */}}

{{/* .root, .component, .account (optional) */}}
{{- define "medianest.podStart" -}}
serviceAccountName: {{ include "medianest.name" .root }}{{ with .account }}-{{ . }}{{ end }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "medianest.tame" }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{- define "medianest.spread" -}}
{{- if .root.Values.topologySpread }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "medianest.selector" . | nindent 8 }}
{{- end }}
{{- end }}

{{/* Who is ready has its own database, with a schema as new as it needs. */}}
{{- define "medianest.probes" -}}
startupProbe:
  httpGet: {path: /startupz, port: http}
  periodSeconds: 2
  failureThreshold: 150
livenessProbe:
  httpGet: {path: /livez, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
readinessProbe:
  httpGet: {path: /readyz, port: http}
  periodSeconds: 5
  timeoutSeconds: 3
{{- end }}

{{- define "medianest.ports" -}}
- {name: http, containerPort: 8080}
- {name: metrics, containerPort: 9090}
{{- end }}

{{/* The settings that every service has, and this one's own: .root, .service, .settings */}}
{{- define "medianest.environment" -}}
{{- $root := .root }}{{ $upper := upper .service }}
- {name: MEDIANEST_LISTEN, value: "0.0.0.0:8080"}
- {name: MEDIANEST_METRICS_LISTEN, value: "0.0.0.0:9090"}
- {name: MEDIANEST_PUBLIC_URL, value: {{ printf "https://%s" $root.Values.host | quote }}}
- {name: MEDIANEST_ERASURE_LEDGER, value: /erased}
- {name: MEDIANEST_NATS_URL, value: {{ printf "nats://%s:%v" $root.Values.nats.host $root.Values.nats.port | quote }}}
{{- range $setting, $file := dict "postgres_dsn" "postgres.dsn" "nats_seed" "nats.seed" "redis_url" "redis.url" "keks" "keks" "pepper" "pepper" "signing_public_keys" "signing-public-keys" }}
- {name: MEDIANEST_{{ upper $setting }}_FILE, value: /secrets/{{ $file }}}
{{- end }}
{{- with $root.Values.otlpEndpoint }}
- {name: MEDIANEST_OTLP_ENDPOINT, value: {{ . | quote }}}
{{- end }}
{{- range $setting, $value := $root.Values.settings }}
- {name: MEDIANEST_{{ upper $setting }}, value: {{ $value | quote }}}
{{- end }}
{{- range $setting, $value := .settings }}
- {name: MEDIANEST_{{ $upper }}_{{ upper $setting }}, value: {{ $value | quote }}}
{{- end }}
{{- range $setting, $key := .secretSettings }}
- {name: MEDIANEST_{{ $upper }}_{{ upper $setting }}_FILE, value: /secrets/{{ $key }}}
{{- end }}
{{- end }}

{{/* What a service is told because of how this chart puts it together. */}}
{{- define "medianest.fitted" -}}
{{- $root := .root }}{{ $name := include "medianest.name" $root }}
{{- if eq .service "gateway" }}
- {name: MEDIANEST_GATEWAY_SIGNING_KEY_FILE, value: /secrets/signing.key}
- {name: MEDIANEST_GATEWAY_TRUSTED_PROXIES, value: {{ join "," $root.Values.trustedProxies | quote }}}
{{- range list "identity" "requests" "downloads" "status" "notify" }}
- {name: MEDIANEST_GATEWAY_{{ upper . }}_URL, value: "http://{{ $name }}-{{ . }}:8080"}
{{- end }}
{{- else if eq .service "identity" }}
- {name: MEDIANEST_IDENTITY_SETUP_TOKEN_FILE, value: /secrets/setup.token}
{{- else if eq .service "downloads" }}
- {name: MEDIANEST_DOWNLOADS_LIBRARY_DIR, value: /media/library}
- {name: MEDIANEST_DOWNLOADS_WORK_DIR, value: /media/work}
- {name: MEDIANEST_DOWNLOADS_WORKER, value: apart}
{{- else if eq .service "status" }}
{{- $targets := list (printf "postgres=tcp://%s:%v" (include "medianest.postgresHost" $root) $root.Values.postgres.port) (printf "nats=tcp://%s:%v" $root.Values.nats.host $root.Values.nats.port) (printf "valkey=tcp://%s:%v" (include "medianest.valkeyHost" $root) $root.Values.valkey.port) }}
{{- range list "gateway" "identity" "requests" "downloads" "notify" }}
{{- $targets = prepend $targets (printf "%s=http://%s-%s:8080/readyz" . $name .) }}
{{- end }}
- {name: MEDIANEST_STATUS_TARGETS, value: {{ join "," $targets | quote }}}
{{- end }}
{{- end }}

{{/* .root, .service, .media */}}
{{- define "medianest.volumes" -}}
- name: tmp
  emptyDir: {sizeLimit: 512Mi}
- name: secrets
  secret: {secretName: {{ include "medianest.secret" (dict "root" .root "folder" .service) }}, defaultMode: 0440}
- name: erased
  persistentVolumeClaim: {claimName: {{ .root.Values.erased.existingClaim | default (printf "%s-erased" (include "medianest.name" .root)) }}}
{{- if eq .service "downloads" }}
- name: media
  persistentVolumeClaim: {claimName: {{ .root.Values.media.existingClaim | default (printf "%s-media" (include "medianest.name" .root)) }}}
{{- end }}
{{- end }}

{{- define "medianest.mounts" -}}
- {name: tmp, mountPath: /tmp}
- {name: secrets, mountPath: /secrets, readOnly: true}
- {name: erased, mountPath: /erased}
{{- if eq .service "downloads" }}
- {name: media, mountPath: /media}
{{- end }}
{{- end }}

{{/* The whole folder of secrets, for what works on all services. */}}
{{- define "medianest.allSecrets" -}}
{{- range list "gateway" "identity" "requests" "downloads" "status" "notify" "provision" "servers" }}
- name: {{ . }}
  secret: {secretName: {{ include "medianest.secret" (dict "root" $ "folder" .) }}, defaultMode: 0440}
{{- end }}
{{- end }}

{{- define "medianest.allSecretMounts" -}}
{{- range list "gateway" "identity" "requests" "downloads" "status" "notify" "provision" "servers" }}
- {name: {{ . }}, mountPath: /secrets/{{ . }}, readOnly: true}
{{- end }}
{{- end }}
