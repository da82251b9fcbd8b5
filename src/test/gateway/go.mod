// Pins the Gateway API, whose definition of HTTPRoutes tests put into their cluster. Nothing is compiled: see
// GatewayApiDefinitions.java. So nothing imports it, and go mod tidy would empty this file.
module vmoodle.io/gateway

go 1.24.0

require sigs.k8s.io/gateway-api v1.4.1
