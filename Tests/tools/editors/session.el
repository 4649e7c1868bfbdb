;;; Run by check_editors.py: emacs --batch -l session.el. Prints what the editor shows, as JSON.  -*- lexical-binding: t; -*-
(require 'json)
;; Debian's package of eglot, before Emacs 29.
(require 'package)
(package-initialize)
(setq tapeout-command (list (getenv "TAPEOUT") "lsp"))
(load (getenv "SETUP") nil t)
(setq eglot-sync-connect 30 eglot-autoshutdown nil eglot-send-changes-idle-time 0 flymake-no-changes-timeout 0
      eglot-confirm-server-initiated-edits nil)

(defun session-wait (condition)
  (let ((limit (+ (float-time) 30)))
    (while (and (not (funcall condition)) (< (float-time) limit))
      (accept-process-output nil 0.05))
    (funcall condition)))

(defun session-diagnostics ()
  (mapcar (lambda (diagnostic)
            (list (cons 'line (1- (line-number-at-pos (flymake-diagnostic-beg diagnostic))))
                  (cons 'message (flymake-diagnostic-text diagnostic))))
          (flymake-diagnostics)))

(defvar session-result nil)
(defun session-note (name value) (push (cons name value) session-result))

(condition-case problem
    (progn
      (find-file (getenv "FILE"))
      (unless (eglot-managed-p) (call-interactively #'eglot))
      (session-note 'attached (if (eglot-managed-p) t :json-false))
      (session-wait (lambda () (flymake-start) (session-diagnostics)))
      (session-note 'before (vconcat (session-diagnostics)))
      (goto-char (point-min))
      (forward-line 4)
      (delete-region (line-beginning-position) (line-end-position))
      (insert "forecast: 2026-06-26")
      (eglot--signal-textDocument/didChange)
      (session-wait (lambda () (flymake-start) (null (session-diagnostics))))
      (session-note 'after (vconcat (session-diagnostics)))
      (goto-char (point-min))
      (forward-line 6)
      (forward-char 4)
      (let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover
                                    (eglot--TextDocumentPositionParams)))
            (definition (jsonrpc-request (eglot--current-server-or-lose) :textDocument/definition
                                         (eglot--TextDocumentPositionParams))))
        (session-note 'hover hover)
        (session-note 'definition definition))
      (goto-char (point-min))
      (forward-line 2)
      (forward-char 6)
      (session-note 'completion
                    (jsonrpc-request (eglot--current-server-or-lose) :textDocument/completion
                                     (eglot--TextDocumentPositionParams)))
      (set-buffer-modified-p nil)
      (eglot-shutdown (eglot--current-server-or-lose)))
  (error (session-note 'problem (error-message-string problem))))
(princ (json-encode session-result))
(princ "\n")
