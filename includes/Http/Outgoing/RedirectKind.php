<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** The kind of page that our own site redirects to. Nothing else of the URL is kept. */
enum RedirectKind {

	case None;

	/** A login page: WordPress's own, another one of this site, or a sign-in service elsewhere. */
	case Login;

	/** A form for the password of the whole site. */
	case Password;

	/** Another page of this site. */
	case OwnPage;

	/** Another site, not to log in. */
	case Elsewhere;

	/** Words of login paths, in several languages; `sso` and the like are sign-in services. */
	private const LOGIN_PATH = '#(?:wp-login\.php|\b(?:log-?in|sign-?in|connexion|se-connecter|anmelden|anmeldung|acceso|inloggen|sso|'
		. 'saml2?|oauth2?|openid-connect|authorize|cas)\b)#i';

	/** Hosts of sign-in services, such as `login.example.com`. */
	private const LOGIN_HOST = '#\A(?:login|signin|auth|sso|accounts?|id|idp|cas)\.#i';

	/** @param string $location Absolute URL; empty for no redirect. */
	public static function classify( string $location, bool $is_own ): self {
		$parts = wp_parse_url( $location );
		if ( '' === $location || ! is_array( $parts ) ) {
			return '' === $location ? self::None : self::Elsewhere;
		}
		wp_parse_str( $parts['query'] ?? '', $query );
		if ( $is_own && isset( $query['password-protected'] ) ) {
			return self::Password;
		}
		$path = $parts['path'] ?? '/';
		if (
			1 === preg_match( self::LOGIN_PATH, $path )
			|| isset( $query['redirect_to'] )
			|| $is_own && self::is_login_page( $path )
			|| ! $is_own && 1 === preg_match( self::LOGIN_HOST, $parts['host'] ?? '' )
		) {
			return self::Login;
		}
		return $is_own ? self::OwnPage : self::Elsewhere;
	}

	/** Whether a path is the site's login page, which plugins may move. */
	private static function is_login_page( string $path ): bool {
		$login = wp_parse_url( wp_login_url() );
		return is_array( $login )
			&& untrailingslashit( $login['path'] ?? '' ) === untrailingslashit( $path )
			&& '' === ( $login['query'] ?? '' )
			&& '' !== untrailingslashit( $path );
	}
}
