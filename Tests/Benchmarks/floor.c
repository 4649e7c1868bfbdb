/* The floor that `tapeout check` is measured against: find every .md file below a folder, read it, skip its front
   matter, let libcmark render the body, and write the page. Two threads, nothing checked, nothing scheduled.

   usage: floor CONTENT OUTPUT */
#include <cmark.h>
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char **paths;
static size_t path_count, path_capacity;
static const char *output;
static atomic_size_t next_path;

static void list(const char *folder) {
  DIR *directory = opendir(folder);
  if (!directory) return;
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (entry->d_name[0] == '.') continue;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    size_t length = strlen(path);
    if (entry->d_type == DT_DIR) {
      list(path);
    } else if (length > 3 && strcmp(path + length - 3, ".md") == 0) {
      if (path_count == path_capacity) {
        path_capacity = path_capacity ? path_capacity * 2 : 1024;
        paths = realloc(paths, path_capacity * sizeof *paths);
      }
      paths[path_count++] = strdup(path);
    }
  }
  closedir(directory);
}

static void render(size_t index) {
  int in = open(paths[index], O_RDONLY);
  struct stat status;
  if (in < 0 || fstat(in, &status) != 0) return;
  char *text = malloc((size_t)status.st_size + 1);
  ssize_t size = read(in, text, (size_t)status.st_size);
  close(in);
  if (size < 0) size = 0;
  text[size] = 0;
  char *body = text;
  if (strncmp(text, "---\n", 4) == 0) {
    char *end = strstr(text + 3, "\n---\n");
    if (end) body = end + 5;
  }
  char *html = cmark_markdown_to_html(body, (size_t)(size - (body - text)), CMARK_OPT_DEFAULT);
  char page[4096];
  int length = snprintf(page, sizeof page, "%s/%zu", output, index);
  mkdir(page, 0755);
  snprintf(page + length, sizeof page - (size_t)length, "/index.html");
  int out = open(page, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (out >= 0) {
    if (write(out, html, strlen(html)) < 0) perror(page);
    close(out);
  }
  free(html);
  free(text);
}

static void *work(void *unused) {
  (void)unused;
  for (size_t index; (index = atomic_fetch_add(&next_path, 1)) < path_count;) render(index);
  return NULL;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  output = arguments[2];
  mkdir(output, 0755);
  list(arguments[1]);
  pthread_t other;
  pthread_create(&other, NULL, work, NULL);
  work(NULL);
  pthread_join(other, NULL);
  printf("%zu files\n", path_count);
  return 0;
}
