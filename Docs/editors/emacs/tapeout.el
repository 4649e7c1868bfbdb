;;; tapeout.el --- Content files of tapeout with eglot  -*- lexical-binding: t; -*-

;; Emacs 28 with the package eglot, or Emacs 29 and later, which bring it along:
;;
;;   (load "/path/to/tapeout.el")
;;
;; A content file opens in `tapeout-mode' and starts the server.

(require 'eglot)
(require 'project)

(defvar tapeout-command '("tapeout" "lsp")
  "The program that serves content files, with its arguments.")

;; With markdown-mode where that is installed.
(if (require 'markdown-mode nil t)
    (define-derived-mode tapeout-mode markdown-mode "Tapeout" "Content files of tapeout.")
  (define-derived-mode tapeout-mode text-mode "Tapeout" "Content files of tapeout."))

(defun tapeout-root (folder)
  "The project around FOLDER: the nearest folder upwards that holds Content/."
  (let ((root (locate-dominating-file folder "Content")))
    (when root (cons 'tapeout (expand-file-name root)))))

(cl-defmethod project-root ((project (head tapeout)))
  (cdr project))

(add-to-list 'eglot-server-programs (cons 'tapeout-mode (lambda (_) tapeout-command)))
(add-to-list 'auto-mode-alist '("/Content/.*\\.md\\'" . tapeout-mode))

(add-hook 'tapeout-mode-hook
          (lambda ()
            (add-hook 'project-find-functions #'tapeout-root nil t)
            (eglot-ensure)))

(provide 'tapeout)
;;; tapeout.el ends here
