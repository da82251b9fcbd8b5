#!/bin/sh
# Gives a node its own view of this machine, then holds it: run in namespaces of mounts, network and processes that are
# its own. What is mounted and set here is seen by nobody else.
# $1: folder of the run  $2: name of its control group  $3: the program that holds
set -eu
export PATH="$PATH:/usr/sbin:/sbin"

# Folders at the usual places, without what the machine has in them.
mkdir -p "$1/kubelet" "$1/containerd" "$1/pod-logs"
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/var-lib
mount --rbind /var/lib /run/var-lib
mount -t tmpfs -o mode=755 tmpfs /var/lib
for path in /run/var-lib/*/; do
  name=$(basename "$path")
  case $name in
    cni | containerd | kubelet) ;;
    *) mkdir "/var/lib/$name" && mount --rbind "$path" "/var/lib/$name" ;;
  esac
done
mkdir /var/lib/cni /var/lib/containerd /var/lib/kubelet
mount --bind "$1/containerd" /var/lib/containerd
mount --bind "$1/kubelet" /var/lib/kubelet
mount --bind "$1/pod-logs" /var/log

# Kubelet wants these settings of the whole machine changed: it sees them as it wants them.
show() {
  echo "$2" > "/run/$(basename "$1")"
  mount --bind "/run/$(basename "$1")" "/proc/sys/$1"
}
show kernel/keys/root_maxbytes 25000000
show kernel/keys/root_maxkeys 1000000
show kernel/panic 10
show kernel/panic_on_oops 1
show vm/overcommit_memory 1
show vm/panic_on_oom 0

# The control group that holds those of all pods, in the one hierarchy of version 2 or in each of version 1.
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  mkdir "/sys/fs/cgroup/$2"
  for controller in cpu cpuset memory hugetlb pids; do
    echo "+$controller" > /sys/fs/cgroup/cgroup.subtree_control || echo "no $controller"
  done
else
  for hierarchy in $(find /sys/fs/cgroup -mindepth 1 -maxdepth 1 -type d); do
    mkdir "$hierarchy/$2"
    # An empty set of processors takes no processes.
    for file in cpuset.cpus cpuset.mems; do
      if [ -e "$hierarchy/$2/$file" ]; then
        cat "$hierarchy/$file" > "$hierarchy/$2/$file"
      fi
    done
  done
fi

ip link set lo up
echo 1 > /proc/sys/net/ipv4/ip_forward
touch "$1/entered"
exec "$3"
