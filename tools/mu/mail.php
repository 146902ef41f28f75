<?php
/**
 * Plugin Name: Mail catcher
 * Description: Sends every mail of a development site to the local mail catcher whose port AAIA_SMTP_PORT names.
 */

declare( strict_types=1 );

add_action(
	'phpmailer_init',
	static function ( object $mailer ): void {
		$mailer->isSMTP();
		$mailer->Host        = '127.0.0.1';
		$mailer->Port        = (int) AAIA_SMTP_PORT;
		$mailer->SMTPAuth    = false;
		$mailer->SMTPAutoTLS = false;
	}
);

// WordPress would make up an address at this site's host, which on this machine is a number and no domain.
add_filter( 'wp_mail_from', static fn ( string $from ): string => str_contains( $from, 'wordpress@' ) ? 'wordpress@site.example' : $from );
